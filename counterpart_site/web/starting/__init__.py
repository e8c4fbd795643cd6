"""The guided start: from nothing but a spreadsheet to the first pairing page."""
