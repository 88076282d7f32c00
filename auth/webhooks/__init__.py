"""Webhooks without HTTP: whose they are, what proves a delivery, where one may go.

`desk` is what owners have done, `store` what the program itself reads and writes.
"""
