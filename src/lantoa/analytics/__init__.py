"""The engine: accepted figures as Parquet partitions, and questions answered over them."""
