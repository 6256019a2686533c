"""Neovim, which is no client of ours: it shows the diagnostics and applies a code action."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAIL = (
    "Kære Åse 👩‍💻\r\n\r\n🎉 Æbler på køl! Du finder alle deals på “Min side”.\r\n\r\n"
    "Hilsen\r\nBo Holm\r\n"
)

SCRIPT = """
local server, uri, out = unpack(vim.fn.json_decode(vim.env.COPYLINT_TEST))
local client = vim.lsp.start_client({ name = 'copylint', cmd = server, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
local marked = vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
assert(marked, 'no diagnostics came')
local mark = vim.diagnostic.get(0)[1]
local line = vim.fn.getline(mark.lnum + 1)
local place = { line = mark.lnum, character = select(2, vim.str_utfindex(line, mark.col)) }
local found = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = place, ['end'] = place },
  context = { diagnostics = {} },
}, 60000)
for _, action in ipairs(found[client].result) do
  if action.title:find('tilbud', 1, true) then
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  end
end
local cleared = vim.wait(60000, function() return #vim.diagnostic.get(0) == 0 end, 20)
assert(cleared, 'the diagnostic stayed')
vim.cmd('write')
vim.fn.writefile({ vim.fn.json_encode({ col = mark.col, message = mark.message }) }, out)
vim.cmd('qall!')
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no nvim here")
def test_neovim_applies_an_action_behind_emoji(tmp_path: Path) -> None:
    mail = tmp_path / "da" / "mail æøå.txt"
    mail.parent.mkdir()
    mail.write_bytes(MAIL.encode("utf-8"))
    script, out = tmp_path / "edit.lua", tmp_path / "out.json"
    script.write_text(SCRIPT, encoding="utf-8")
    given = [[sys.executable, "-m", "copylint", "lsp"], mail.as_uri(), str(out)]
    done = subprocess.run(
        ["nvim", "--clean", "--headless", str(mail), "-c", f"luafile {script}", "-c", "cquit 3"],
        cwd=tmp_path,
        env={
            **os.environ,
            **dict.fromkeys(("LANG", "LC_ALL"), "C.UTF-8"),
            "COPYLINT_TEST": json.dumps(given),
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    line = MAIL.split("\r\n")[2]
    shown = json.loads(out.read_text(encoding="utf-8"))
    assert shown["col"] == len(line[: line.index("deals")].encode("utf-8"))
    assert mail.read_bytes().decode("utf-8") == MAIL.replace("deals", "tilbud")
