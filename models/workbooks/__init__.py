"""Workbooks of an office: files read with every fault named, and files written to be read again."""
