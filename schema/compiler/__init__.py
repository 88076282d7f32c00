"""From a selection to one SQL statement.

`arguments` and `selection` read the document, `planner` decides what it means and gives a frozen
`plan`, `emit` writes that as SQL, `statement` binds a request's values to it.
"""
