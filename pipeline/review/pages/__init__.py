"""One module a page: what it reads from the address, what it asks of the library, which template it fills."""
