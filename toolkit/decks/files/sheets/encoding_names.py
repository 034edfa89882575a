"""The ways to code letters that are recognised, with what each is called."""

from toolkit.language import lazy

CODINGS = {
    "utf-8": lazy("UTF-8"),
    "cp1252": lazy("Windows, western Europe"),
    "cp850": lazy("DOS, western Europe"),
    "mac_roman": lazy("Mac, western Europe"),
    "cp1250": lazy("Windows, central Europe"),
    "cp1251": lazy("Windows, Cyrillic"),
    "koi8_r": lazy("KOI8, Cyrillic"),
    "cp1253": lazy("Windows, Greek"),
    "cp1254": lazy("Windows, Turkish"),
    "cp1255": lazy("Windows, Hebrew"),
    "cp1256": lazy("Windows, Arabic"),
    "cp932": lazy("Shift-JIS, Japanese"),
    "euc_jis_2004": lazy("EUC, Japanese"),
    "gb18030": lazy("GB 18030, Chinese"),
    "big5hkscs": lazy("Big5, Chinese"),
    "cp949": lazy("EUC, Korean"),
}
