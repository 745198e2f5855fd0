"""Pages of the diagnosis. A view reads the request, calls one query or service, renders."""
