"""What is handed over as a picture, a page or a document."""
