"""Other people's layouts filled with our facts: Word templates with fields, and forms whose cells were mapped once."""
