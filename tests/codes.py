"""The codes on what we print: all are QR codes, while lines to write on may pass for codes of bars."""

import zxingcpp


def read_codes(picture):
    """Return the codes in a picture."""
    return zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
