"""What is told to people: notices inside the product, and mail kept on a page in the demo."""
