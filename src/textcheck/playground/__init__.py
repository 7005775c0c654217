"""The page as a local playground: an editor beside it, and a server for this machine only that checks what is written."""
