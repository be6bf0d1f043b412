"""`python -m pipeline` is the command `baobiao`."""

from pipeline.cli import main

if __name__ == "__main__":
    main(prog_name="baobiao")
