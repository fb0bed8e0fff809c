"""Files that people have, as rows: one module a format, the provider's words on top.

A reader never repairs: what it cannot read is a :class:`~matchdesk.core.problem.Problem` with file
and line, and the rows around it still go in. Rows read = rows kept + rows refused.

:mod:`matchdesk.readers.detect` finds the reader of a file and reads it; the package itself loads
none of them, for most questions need no file.
"""
