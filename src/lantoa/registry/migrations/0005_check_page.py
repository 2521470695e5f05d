from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0006_change_citing"),
        ("registry", "0004_fill_paper_flow"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120)),
                ("basis", models.CharField(blank=True, max_length=300)),
                ("set_by", models.CharField(max_length=120)),
                ("set_at", models.DateTimeField()),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_page",
                        to="organisation.unit",
                    ),
                ),
            ],
        ),
    ]
