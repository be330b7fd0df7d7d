"""`python -m tawatur`: the command line, where its script is not on the path."""

from tawatur.cli import main

if __name__ == "__main__":
    main(prog_name="tawatur")
