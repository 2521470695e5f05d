from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_sign_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="must_change_password",
            field=models.BooleanField(default=False),
        ),
    ]
