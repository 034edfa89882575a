"""What a printer would stumble over is found in files made to be wrong, and nothing is found in ours."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from toolkit.printing import inspection
from toolkit.printing.fit import Overflow
from toolkit.printing.orders import Order
from toolkit.printing.preflight import Evidence, judge, passes
from toolkit.printing.previews import Preview

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


def told(pdf):
    """What is found in a file, its pictures being those of a card."""
    found = inspection.inspect(pdf)
    return found | {"images": [(*one[:3], "K1") for one in found["images"]]}


def stopped(pdf, order=None, body=9.0, **evidence):
    """The checks that do not pass."""
    found = Evidence(findings=[told(pdf)], **evidence)
    return {check.code for check in judge(order or Order("en"), found, body) if not check.passes}


def font(**descriptor):
    about = Dictionary({f"/{name}": value for name, value in descriptor.items()})
    return Dictionary(Type=Name.Font, BaseFont=Name("/ABCDEF+Atkinson"), FontDescriptor=about)


def embedded():
    return font(FontFile2=Dictionary())


def test_a_plain_page_passes():
    assert stopped(page("0 0 0 rg 10 10 20 20 re f BT /F 9 Tf 1 0 0 1 50 50 Tm (Oui) Tj ET", F=embedded())) == set()


@pytest.mark.parametrize("operators", ["0 0 0 1 k", "/DeviceCMYK cs 0 0 0 1 sc", "/Separation cs 1 scn"])
def test_colours_that_are_not_ours_stop_the_print(operators):
    assert stopped(page(f"{operators} 0 0 9 9 re f")) == {"colours"}


@pytest.mark.parametrize("state", [{"/ca": 0.5}, {"/BM": Name.Multiply}, {"/SMask": Dictionary(S=Name.Luminosity)}])
def test_transparency_stops_the_print(state):
    assert stopped(page("/S gs 0 0 9 9 re f", S=Dictionary(state))) == {"colours"}


def test_a_colour_stops_a_print_in_black_and_white_only():
    red = page("0.8 0.1 0.1 rg 0 0 9 9 re f")

    assert (stopped(red), stopped(red, Order("en", finish="black"))) == (set(), {"colours"})


@pytest.mark.parametrize(("pixels", "found"), [(300, set()), (140, {"images"})])
def test_a_picture_that_is_too_coarse_at_its_printed_size_stops_the_print(pixels, found):
    with Pdf.new() as pdf:
        image = pdf.make_stream(bytes(pixels * pixels), Type=Name.XObject, Subtype=Name.Image, Width=pixels)
        image.Height, image.ColorSpace, image.BitsPerComponent = pixels, Name.DeviceGray, 8
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
        pdf.pages[0].Contents = pdf.make_stream(b"q 72 0 0 72 100 100 cm /I Do Q")
        output = BytesIO()
        pdf.save(output)

    pdf = output.getvalue()

    middle = pytest.approx(136 / 72 * 25.4, abs=0.01)
    assert inspection.inspect(pdf)["images"] == [(pixels, pixels, pixels, 0, middle, middle)]
    assert stopped(pdf) - {"boxes"} == found


def test_a_font_that_is_not_in_the_file_stops_the_print():
    assert stopped(page("BT /F 9 Tf (Non) Tj ET", F=font())) == {"fonts"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/F 6 Tf (six) Tj", set()),
        ("/F 5 Tf (five) Tj", {"type"}),
        ("/F 10 Tf 0.5 0 0 0.5 0 0 Tm (five) Tj", {"type"}),
    ],
)
def test_type_below_six_points_as_printed_stops_the_print(text, found):
    assert stopped(page(f"BT {text} ET", F=embedded())) == found
    assert stopped(page(f"0.5 0 0 0.5 0 0 cm BT {text} ET", F=embedded())) == {"type"}


def test_a_card_whose_text_is_below_nine_points_stops_the_print():
    assert stopped(page("0 g"), body=8.9) == {"type"}


def test_large_print_has_sixteen_points_or_stops():
    text = page("BT /F 12 Tf (douze) Tj ET", F=embedded())

    assert stopped(text, Order("en", sheet="a4-large-print"), body=20) == {"type"}


def test_boxes_that_do_not_fit_together_stop_the_print():
    assert stopped(page("0 g", trim=[0, 0, 600, 900])) == {"boxes"}


def test_a_page_for_a_print_shop_without_bleed_stops():
    assert stopped(page("0 g"), Order("en", sheet="one-up")) == {"boxes"}


def test_texts_that_run_over_and_codes_that_are_not_read_stop_the_print():
    found = stopped(
        page("0 g"), overflows=[Overflow("K1", "front", "front", 2.0)], expected=["a", "b"], read=["a"], module=0.5
    )

    assert found == {"fit", "codes"}


def test_a_code_too_fine_for_a_phone_stops_the_print():
    assert stopped(page("0 g"), expected=["a"], read=["a"], module=0.39) == {"codes"}


@pytest.mark.parametrize("sheet", ["a4-poker-9up", "one-up", "one-up-marks", "a4-large-print", "a4-poker-fold"])
@pytest.mark.parametrize("finish", ["colour", "ink", "black"])
def test_what_we_print_passes(deck, sheet, finish):
    preview = Preview(deck, Order("fr", sheet=sheet, finish=finish, kinds=["kind-0", "kind-1"]))

    preview.work()

    assert (preview.state, [check.said for check in preview.checks() if not check.passes]) == ("done", [])
    assert passes(preview.checks())


@pytest.mark.parametrize(("space", "found"), [(Name.DeviceGray, set()), (Name.DeviceRGB, {"colours"})])
def test_a_picture_in_colour_stops_a_print_in_black_and_white(space, found):
    with Pdf.new() as pdf:
        image = pdf.make_stream(bytes(300 * 300 * 3), Type=Name.XObject, Subtype=Name.Image, Width=300)
        image.Height, image.ColorSpace, image.BitsPerComponent = 300, space, 8
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
        pdf.pages[0].Contents = pdf.make_stream(b"q 72 0 0 72 100 100 cm /I Do Q")
        output = BytesIO()
        pdf.save(output)

    assert stopped(output.getvalue(), Order("en", finish="black")) - {"boxes"} == found
