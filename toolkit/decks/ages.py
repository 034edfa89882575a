"""The age of a person: a number of years, or a few words such as 60-65."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.language import gettext as _
from toolkit.text import clean

_LONGEST = 20  # characters


def _years(value: Any) -> Any:
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"\s*\d{1,3}\s*", value) else clean(value, _LONGEST)
    if value is not None and type(value) is not int:
        raise ValueError(_("it must be a whole number, or words such as “60-65”"))
    return value


Age = Annotated[int | str, BeforeValidator(_years)]
