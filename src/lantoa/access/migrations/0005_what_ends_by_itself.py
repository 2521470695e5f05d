"""A delegation's end, a role's warning and an expired proposal are noted once. What ended before counts as said."""

from django.db import migrations, models
from django.db.models import F, Q

from lantoa.kernel import clock


def said_before(apps, schema_editor):
    Delegation = apps.get_model("access", "Delegation")
    over = Q(valid_to__lte=clock.today()) | Q(grant__valid_to__lte=clock.today()) | ~Q(grant__cancelled_at=None)
    Delegation.objects.filter(over, revoked_at=None).update(ended_at=F("made_at"))


class Migration(migrations.Migration):
    dependencies = [("access", "0004_password_by_others")]

    operations = [
        migrations.AddField("delegation", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("grant", "warned_of", models.DateField(null=True)),
        migrations.AlterField(
            "proposal",
            "state",
            models.CharField(
                choices=[
                    ("WAITING", "Chờ người thứ hai"),
                    ("APPROVED", "Đã duyệt"),
                    ("REFUSED", "Không duyệt"),
                    ("WITHDRAWN", "Đã rút"),
                    ("EXPIRED", "Hết hạn"),
                ],
                default="WAITING",
                max_length=10,
            ),
        ),
        migrations.RunPython(said_before, migrations.RunPython.noop),
    ]
