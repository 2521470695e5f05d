from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "lantoa.reading"
