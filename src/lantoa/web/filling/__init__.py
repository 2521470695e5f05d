"""Mẫu riêng của đơn vị: templates and forms of its own, tried and filled."""
