import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0002_official_code'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('moved', models.JSONField(default=dict)),
                ('merged_at', models.DateTimeField()),
                ('parted_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='RankSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.CharField(max_length=60)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('basis', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name='person',
            name='citizen_key',
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person'),
        ),
        migrations.AddField(
            model_name='posting',
            name='basis',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='posting',
            name='end_basis',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['search'], name='person_search'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='posting_ends_after_start'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taken_over', to='organisation.person'),
        ),
        migrations.AddField(
            model_name='rankspell',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranks', to='organisation.person'),
        ),
        migrations.AddConstraint(
            model_name='rankspell',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='rank_ends_after_start'),
        ),
    ]
