"""The folder of a project: where it is, what lies in it, and how its dataset is opened.

A project is the nearest folder, from here upwards, that holds a `tocsin.toml`, as a repository is
found by its own file. Nothing of it is kept anywhere else.
"""

from dataclasses import dataclass
from pathlib import Path

from tocsin.dataset.store import Dataset
from tocsin.errors import ProjectError
from tocsin.project.settings import FILE_NAME, Settings, read_settings


@dataclass(frozen=True, slots=True)
class Project:
    """A project and its settings.

    Attributes:
        folder: Where it is; an absolute path.
        settings: What its `tocsin.toml` says.
    """

    folder: Path
    settings: Settings

    @property
    def originals(self) -> Path:
        """Folder of the bytes as they came in, named by their SHA-256."""
        return self.folder / "originals"

    @property
    def runs(self) -> Path:
        """Folder of what each run read and made."""
        return self.folder / "runs"

    def open(self) -> Dataset:
        """Its dataset, which the caller closes.

        Raises:
            ProjectError: There is none: it was moved or removed.
            DatasetError: It cannot be opened.
        """
        if self.settings.is_url:
            return Dataset(self.settings.dataset, originals=self.originals)
        file = self.folder / self.settings.dataset
        if not file.is_file():  # an empty one in its place would look as if all work were lost
            raise ProjectError(f"the dataset of the project is not there: {file}")
        return Dataset(file, originals=self.originals)


def make_project(folder: Path, dataset: str | None = None) -> Project:
    """Make a project in a folder, which is made too if there is none.

    The settings are written last, so that a project that was cut short while it was made is none,
    and can be made again.

    Args:
        folder: The folder; its name is the name of the project. What lies in it stays.
        dataset: URL of a PostgreSQL database; None for a file in the folder.

    Raises:
        ProjectError: The folder is a project already, cannot be made, or bears a name that a
            project cannot have.
    """
    folder = folder.resolve()
    settings = Settings(folder.name, dataset or f"{folder.name}.tocsin")
    file = folder / FILE_NAME
    if file.exists():
        raise ProjectError(f"{folder} is a project already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        project = Project(folder, settings)
        project.originals.mkdir(exist_ok=True)
        place = dataset or folder / settings.dataset
        Dataset(place, originals=project.originals).close()
        unfinished = file.with_name(f".{FILE_NAME}")
        unfinished.write_text(settings.to_toml(), "utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise ProjectError(f"{folder} cannot be made a project: {error.strerror}") from error
    return project


def find_project(folder: Path | None = None) -> Project:
    """The project of a folder: in itself, or in the nearest folder above it.

    Args:
        folder: Where to begin; None for the folder we are in. One that is given must itself be
            the project: a mistyped name is not answered with another project.

    Raises:
        ProjectError: There is no project, or its settings are none.
    """
    start = (folder or Path()).resolve()
    for place in (start,) if folder else (start, *start.parents):
        if (place / FILE_NAME).is_file():
            return Project(place, read_settings(place / FILE_NAME))
    where = f"{folder} is no project" if folder else "no project here or in a folder above"
    raise ProjectError(f"{where}: make one with tocsin new NAME, then go into its folder")
