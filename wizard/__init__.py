"""The decision wizard: answers in, the next step out.

Standard library only. Runs in CPython at build time and in the browser under Pyodide. It never reads a
file or a clock: the book (a setting's resolved data) and the time are handed in.
"""
