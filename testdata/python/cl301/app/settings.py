import os

DSN = os.environ.get("DSN", "postgresql://localhost/shop")
