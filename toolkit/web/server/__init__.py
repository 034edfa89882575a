"""What a server is besides its pages: sessions, files, compression, records, figures, ghosts."""
