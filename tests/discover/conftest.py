"""What these tests share: one Spark session for all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give an engine on two threads of this machine; skip where there is no Java, but never in continuous integration."""
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        if os.environ.get("CI"):
            pytest.fail("there is no Java: continuous integration must have Java 17 or later, for the tests of Spark")
        pytest.skip("there is no Java on this machine, and Spark runs on it")
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    from tawatur.discover.spark import opened

    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])  # workers import what these tests do
    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark_sql_codegen_wholeStage": "false",  # what is compiled for a few rows costs more than it saves
        "spark_sql_codegen_factoryMode": "NO_CODEGEN",
        "spark_sql_shuffle_partitions": "2",
        "spark_local_dir": str(folder),
        "spark_sql_warehouse_dir": str(folder),
        "spark_driver_extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # starts sooner, and is soon over
    }
    with opened("local[2]", folder, **settings) as engine:
        yield engine
