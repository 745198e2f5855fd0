"""Django's own door, for tools that expect it; people use `essaim`."""

from essaim.config.cli import main

if __name__ == "__main__":
    main()
