"""What a printer would stumble over is found in files made to be wrong."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.printing.inspecting import faults, inspect

A4 = [0, 0, 595.276, 841.89]


def page(content, *, trim=None, **resources):
    """A PDF of one page with this content."""
    with Pdf.new() as pdf:
        boxes = {"MediaBox": Array(A4), "TrimBox": Array(trim or A4), "BleedBox": Array(A4)}
        made = {name: pdf.make_indirect(thing) for name, thing in resources.items()}
        kinds = {"Font": "F", "XObject": "I", "ExtGState": "S"}
        known = {f"/{kind}": Dictionary({f"/{name}": made[name] for name in made if name[0] == kinds[kind]})
                 for kind in kinds}  # fmt: skip
        drawn = Dictionary(Type=Name.Page, Contents=pdf.make_stream(content.encode()), Resources=Dictionary(known))
        for name, box in boxes.items():
            drawn[f"/{name}"] = box
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(drawn)))
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


def font(**descriptor):
    about = Dictionary({f"/{name}": value for name, value in descriptor.items()})
    return Dictionary(Type=Name.Font, BaseFont=Name("/ABCDEF+Atkinson"), FontDescriptor=about)


def embedded():
    return font(FontFile2=Dictionary())


def test_a_plain_page_passes():
    assert faults(page("0 0 0 rg 10 10 20 20 re f BT /F 9 Tf 1 0 0 1 50 50 Tm (Oui) Tj ET", F=embedded())) == set()


@pytest.mark.parametrize("operators", ["0 0 0 1 k", "/DeviceCMYK cs 0 0 0 1 sc", "/Separation cs 1 scn"])
def test_colours_that_are_not_ours_are_found(operators):
    assert faults(page(f"{operators} 0 0 9 9 re f")) == {"colours"}


@pytest.mark.parametrize("state", [{"/ca": 0.5}, {"/BM": Name.Multiply}, {"/SMask": Dictionary(S=Name.Luminosity)}])
def test_transparency_is_found(state):
    assert faults(page("/S gs 0 0 9 9 re f", S=Dictionary(state))) == {"colours"}


def test_a_colour_is_found_in_black_and_white_only():
    red = page("0.8 0.1 0.1 rg 0 0 9 9 re f")

    assert (faults(red), faults(red, black=True)) == (set(), {"colours"})


def test_a_font_that_is_not_in_the_file_is_found():
    assert faults(page("BT /F 9 Tf (Non) Tj ET", F=font())) == {"fonts"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/F 6 Tf (six) Tj", set()),
        ("/F 5 Tf (five) Tj", {"type"}),
        ("/F 10 Tf 0.5 0 0 0.5 0 0 Tm (five) Tj", {"type"}),
    ],
)
def test_type_below_six_points_as_printed_is_found(text, found):
    assert faults(page(f"BT {text} ET", F=embedded())) == found
    assert faults(page(f"0.5 0 0 0.5 0 0 cm BT {text} ET", F=embedded())) == {"type"}


def test_large_print_has_sixteen_points_or_is_found():
    assert faults(page("BT /F 12 Tf (douze) Tj ET", F=embedded()), least=16) == {"type"}


def test_boxes_that_do_not_fit_together_are_found():
    assert faults(page("0 g", trim=[0, 0, 600, 900])) == {"boxes"}


def test_a_page_for_a_print_shop_without_bleed_is_found():
    assert faults(page("0 g"), trimmed=True) == {"boxes"}


def pictured(pixels, space):
    """A PDF of one page with a picture of an inch."""
    with Pdf.new() as pdf:
        image = pdf.make_stream(bytes(pixels * pixels * 3), Type=Name.XObject, Subtype=Name.Image, Width=pixels)
        image.Height, image.ColorSpace, image.BitsPerComponent = pixels, space, 8
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
        pdf.pages[0].Contents = pdf.make_stream(b"q 72 0 0 72 100 100 cm /I Do Q")
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


def test_a_picture_is_measured_where_it_lies():
    middle = pytest.approx(136 / 72 * 25.4, abs=0.01)

    assert inspect(pictured(140, Name.DeviceRGB))["images"] == [(140, 140, 140, 0, middle, middle)]


@pytest.mark.parametrize(("space", "found"), [(Name.DeviceGray, set()), (Name.DeviceRGB, {"colours"})])
def test_a_picture_in_colour_is_found_in_black_and_white(space, found):
    assert faults(pictured(300, space), black=True) - {"boxes"} == found
