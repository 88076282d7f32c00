"""REFI-QDA 1.5, in which programs for qualitative analysis exchange projects and codebooks.

A file and the network meet in a `Project` (`project.py`): `reader.py` and `codebook.py` make one
of a file, within the bounds of `archive.py` and `elements.py`, and `writer.py` a file of one;
`exporting.py` makes one of a study, and `importing.py` a study's records of one. Both see the
network as the caller does, through `holdings.py`.
"""
