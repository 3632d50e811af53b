"""What a person sends: recognised by its bytes, opened with the guards on, refused in words."""
