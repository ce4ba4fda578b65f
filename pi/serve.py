#!/usr/bin/env python3
"""Serves the lab of this folder to this machine, with Python alone: python3 serve.py [PORT]"""
import hashlib
import json
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from board import read_board

HERE = Path(__file__).resolve().parent
PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 4173
HEADERS = json.loads((HERE / 'headers.json').read_text())


def damaged():
    """Files that are not as they were packed; `sha256sum -c SHA256SUMS` says the same."""
    for line in (HERE / 'SHA256SUMS').read_text().splitlines():
        checksum, name = line.split('  ', 1)
        file = HERE / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != checksum:
            yield name


class Lab(SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    # Whatever the system's own table of types says.
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, '.js': 'text/javascript', '.gz': 'application/gzip',
                      '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml'}

    def do_GET(self):
        if self.path.split('?')[0] != '/board.json':
            return super().do_GET()
        told = json.dumps(read_board()).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def send_response(self, code, message=None):
        super().send_response(code, message)
        # Whatever stands in a file of assets/ is in its name.
        lasts = code < 400 and self.path.startswith('/assets/')
        self.send_header('Cache-Control', 'max-age=31536000, immutable' if lasts else 'no-cache')

    def end_headers(self):
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path):
        self.send_error(404)

    def log_request(self, *_):
        pass


if found := list(damaged()):
    sys.exit(f'Damaged or missing: {", ".join(found)}. Unpack the archive again.')
try:
    server = ThreadingHTTPServer(('127.0.0.1', PORT), lambda *given: Lab(*given, directory=HERE / 'lab'))
except OSError as error:
    sys.exit(f'Port {PORT} cannot be used: {error.strerror}. Name another: python3 serve.py {PORT + 1}')
print(f'Pruning Lab is at http://127.0.0.1:{PORT}/ (stop with Ctrl+C)', flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass
