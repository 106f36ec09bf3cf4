"""The command line: parse, call one function, map to an exit status."""
