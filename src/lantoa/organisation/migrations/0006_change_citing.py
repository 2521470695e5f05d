"""A change may cite a document that the product holds; those of before were typed and stay so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_changes")]

    operations = [
        migrations.AddField(
            model_name="unitchange",
            name="citing",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
    ]
