"""Migrations are written to be read, and say what the models say."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture.trees import SOURCE, shown

FILES = [file for file in sorted(SOURCE.rglob("migrations/*.py")) if file.stem != "__init__"]


@pytest.mark.parametrize("file", FILES, ids=shown)
def test_a_migration_has_a_number_and_a_name_of_its_own(file):
    number, _, name = file.stem.partition("_")
    assert number.isdigit()
    assert len(number) == 4
    assert name
    assert "auto" not in name


@pytest.mark.django_db
def test_each_package_has_one_latest_migration():
    loader = MigrationLoader(connection)
    assert loader.detect_conflicts() == {}


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say():
    told = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=told)
    assert told.getvalue().strip() == "No changes detected"
