from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "lantoa.access"
