"""What is handed over as a document or a picture."""
