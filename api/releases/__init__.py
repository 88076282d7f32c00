"""Releases of the network's public tables: dated, citable, never changed.

`holding` says which tables and columns, `reading` writes them to files from one snapshot as the
public, `comparing` says what is otherwise than in the release before, `describing` writes what is
said about them, `publishing` puts it all into the database at once, `routes` gives it out.
"""
