"""What a card shows beside its words, as it is named.

An image is a file of the deck's folder `images`, of which its frame never cuts off the focus; an icon is one of
Lucide's; a portrait names the parts that it is drawn with.
"""

from typing import Annotated

from pydantic import Field

ImageName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,70}\.(jpg|jpeg|png|webp)$")]
IconName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Portrait = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)*$", max_length=160)]
Focus = Annotated[str, Field(pattern="^(whole|(top|middle|bottom)(-left|-right)?)$")]
