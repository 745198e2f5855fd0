"""Design together: sessions in the room and on the phone, notes that keep their trace."""
