"""Build the screen fonts: one whole WOFF2 per weight (Latin and Vietnamese together), with tabular figures.

Be Vietnam Pro ships proportional figures only; columns of numbers need equal widths, so ten digits are copied
onto one width and offered through the ``tnum`` feature. The font is OFL 1.1 without a reserved name.

    python tools/webfont.py BeVietnamPro_400Regular.ttf src/lantoa/web/static/fonts/be-vietnam-pro-400.woff2

Needs fonttools and brotli, which the product itself does not.
"""

from __future__ import annotations

import sys

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

WIDTH = 670
"""Of every tabular digit, in thousandths of the em."""


def add_tabular_digits(font: TTFont) -> dict[str, str]:
    """Copies of the ten digits, centred on one width; returns digit glyph → copy."""
    cmap, glyphs, copies = font.getBestCmap(), font.getGlyphSet(), {}
    for digit in "0123456789":
        name = cmap[ord(digit)]
        record, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[name].draw(record)
        shift = (WIDTH - font["hmtx"][name][0]) // 2
        record.replay(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
        copies[name] = f"{name}.tnum"
        font["glyf"][copies[name]] = glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][copies[name]] = (WIDTH, glyph.xMin)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    return copies


def add_feature(font: TTFont, copies: dict[str, str]) -> None:
    """One single substitution under ``tnum`` for every script and language."""
    table = font["GSUB"].table
    substitution = otTables.SingleSubst()
    substitution.mapping = copies
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = 1, 0, [substitution]
    table.LookupList.Lookup.append(lookup)
    feature = otTables.Feature()
    feature.FeatureParams, feature.LookupListIndex = None, [len(table.LookupList.Lookup) - 1]
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = "tnum", feature
    table.FeatureList.FeatureRecord.append(record)
    index = len(table.FeatureList.FeatureRecord) - 1
    for script in table.ScriptList.ScriptRecord:
        languages = [entry.LangSys for entry in script.Script.LangSysRecord]
        for language in filter(None, [script.Script.DefaultLangSys, *languages]):
            language.FeatureIndex.append(index)


def main(source: str, target: str) -> None:
    font = TTFont(source)
    options = Options(layout_features=["*"], hinting=False, name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)
    add_feature(font, add_tabular_digits(font))
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
