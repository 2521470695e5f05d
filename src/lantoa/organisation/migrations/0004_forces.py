from django.db import migrations, models
import django.db.models.deletion
from django.db.models import F, Q

ACADEMIES = ("DHCSND", "DHANND", "HVANND", "HVCSND", "HVCTCAND")


def academies_are_schools(apps, schema_editor):
    """Loaded as 'other' before there was a kind for them."""
    placements = apps.get_model("organisation", "Placement").objects
    placements.filter(unit__code__in=ACADEMIES, kind="OTHER").update(kind="SCHOOL")


class Migration(migrations.Migration):

    dependencies = [
        ("organisation", "0003_people"),
    ]

    operations = [
        migrations.AlterField(
            model_name="placement",
            name="kind",
            field=models.CharField(
                max_length=24,
                choices=[
                    ("NATION", "Cả nước"),
                    ("PROVINCE", "Tỉnh, thành phố"),
                    ("DISTRICT", "Huyện, quận (đến 30/6/2025)"),
                    ("COMMUNE", "Xã, phường, đặc khu"),
                    ("RESIDENTIAL_AREA", "Khu dân cư"),
                    ("MINISTRY", "Bộ"),
                    ("DEPARTMENT", "Cục, vụ, tổng cục"),
                    ("PROVINCIAL_POLICE", "Công an tỉnh, thành phố"),
                    ("FIRE_POLICE", "Cảnh sát phòng cháy và chữa cháy (đến 2018)"),
                    ("POLICE_DIVISION", "Phòng thuộc Công an tỉnh"),
                    ("COMMUNE_POLICE", "Công an xã, phường, đặc khu"),
                    ("PEOPLES_COMMITTEE", "Ủy ban nhân dân"),
                    ("SPECIALISED_AGENCY", "Cơ quan chuyên môn"),
                    ("COUNCIL", "Hội đồng thi đua – khen thưởng"),
                    ("STEERING_COMMITTEE", "Ban Chỉ đạo"),
                    ("PARTY_BODY", "Cấp ủy, cơ quan Đảng"),
                    ("FRONT", "Mặt trận Tổ quốc"),
                    ("MASS_ORGANISATION", "Đoàn thể, tổ chức quần chúng"),
                    ("AGENCY", "Cơ quan, đơn vị"),
                    ("ENTERPRISE", "Doanh nghiệp"),
                    ("SCHOOL", "Học viện, nhà trường, cơ sở giáo dục"),
                    ("MOVEMENT_GROUP", "Tổ, nhóm nòng cốt của phong trào"),
                    ("OTHER", "Đơn vị khác"),
                ],
            ),
        ),
        migrations.CreateModel(
            name="ForceCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "force",
                    models.CharField(
                        max_length=24,
                        choices=[
                            ("SECURITY_TEAM", "Tổ bảo vệ an ninh, trật tự"),
                            ("WARD_GUARD", "Bảo vệ dân phố"),
                            ("PART_TIME_POLICE", "Công an xã bán chuyên trách"),
                            ("CIVIL_DEFENCE_HEADS", "Đội trưởng, đội phó đội dân phòng"),
                            ("PEOPLES_SECURITY_TEAM", "Tổ an ninh nhân dân"),
                            ("SELF_RULE_TEAM", "Tổ tự quản về an ninh, trật tự"),
                            ("MEDIATION_TEAM", "Tổ hòa giải"),
                            ("YOUTH_TEAM", "Đội thanh niên xung kích"),
                        ],
                    ),
                ),
                ("day", models.DateField()),
                ("teams", models.PositiveIntegerField()),
                ("members", models.PositiveIntegerField()),
                ("trained", models.PositiveIntegerField(default=0)),
                ("support", models.PositiveBigIntegerField(default=0)),
                ("basis", models.CharField(max_length=300)),
                ("by", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="force_counts",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "force", "day"], name="force_count_day")],
                "constraints": [
                    models.CheckConstraint(name="force_trained_are_members", condition=Q(trained__lte=F("members"))),
                ],
            },
        ),
        migrations.RunPython(academies_are_schools, migrations.RunPython.noop),
    ]
