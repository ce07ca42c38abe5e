# SPDX-License-Identifier: Apache-2.0
import sys, zipfile
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CELLS = [["Номер", "Название", "Основан"], ["1", "#REF!", "31.02.2020"]]
def cell(text):
    kind = "e" if text[0] == "#" else "str"
    return f'<c t="{kind}"><v>{text}</v></c>'
def relation(what, target):
    return f'<Relationships><Relationship Id="a" Type="{KIND}/{what}" Target="{target}"/></Relationships>'
rows = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in CELLS)
with zipfile.ZipFile(sys.argv[1], "w") as book:
    book.writestr("_rels/.rels", relation("officeDocument", "w.xml"))
    book.writestr("w.xml", f'<workbook {MAIN} xmlns:r="{KIND}"><sheets><sheet name="Клубы" r:id="a"/></sheets></workbook>')
    book.writestr("_rels/w.xml.rels", relation("worksheet", "s.xml"))
    book.writestr("s.xml", f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
