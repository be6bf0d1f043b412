"""The review page: a local web application over one output folder."""
