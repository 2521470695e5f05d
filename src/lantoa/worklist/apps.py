from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "lantoa.worklist"
