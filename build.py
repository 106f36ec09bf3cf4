"""The program, from a checkout: the same as the installed ``plaidoyer``."""

from plaidoyer.cli.door import main

if __name__ == "__main__":
    main()
