"""The fixed cast of the site's tests: one small world, loaded once for each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterpart_site.deliveries.system import deliver_system
from counterpart_site.records.models import Chain
from tests.site import world


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Every test starts with the world on record and its people; what a test does is undone."""
    folder: Path = tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock():
        delivery = deliver_system(world.write_tables(folder / "world"))
        world.make_people(delivery.chain)
    yield


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's folder: a new one for each test, for what a test records is undone after it."""
    folder = tmp_path_factory.mktemp("data")
    settings.DATA = folder
    settings.CACHES = settings.CACHES | {
        "editions": {**settings.CACHES["editions"], "LOCATION": folder / "cache"}
    }
    return folder


@pytest.fixture
def chain(db: None) -> Chain:
    """The chain of the world's programme."""
    return Chain.objects.get(programme=world.PROGRAMME)
