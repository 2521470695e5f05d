# Two commands matter: `make demo` and `make test`. Everything else is here for those who work on Lan Tỏa.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SPARK  := .venv-spark
LANTOA := $(BIN)/lantoa
ADDRESS ?= 127.0.0.1:8000

.DEFAULT_GOAL := help
.PHONY: setup setup-dev demo test test-spark lint fmt bench docs lock clean help

help:           ## Danh sách lệnh
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

$(VENV)/.runtime: requirements.lock pyproject.toml
	@echo "[1/2] Tạo môi trường Python riêng ở $(VENV) …" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "[2/2] Cài các thư viện đã ghim trong requirements.lock …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python tools/link.py
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "[+] Cài công cụ kiểm thử đã ghim trong requirements-dev.lock …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.runtime     ## Cài phần mềm vào .venv (tạo .venv/bin/lantoa)
setup-dev: $(VENV)/.dev     ## Như setup, thêm công cụ kiểm thử

demo: setup     ## Dựng dữ liệu minh họa và mở http://127.0.0.1:8000 (CHECK=1: chạy hết rồi thoát)
ifeq ($(CHECK),1)
	@rm -rf var/check
	@LANTOA_DATA=var/check $(LANTOA) demo --check
else
	@LANTOA_DATA=var/demo $(LANTOA) demo --address $(ADDRESS)
endif

test: setup-dev     ## Chạy mọi kiểm thử mà gói Python cho phép
	@bash tools/test.sh

test-spark:     ## So mọi câu hỏi tổng hợp với Apache Spark (tải 456 MB một lần, cần Java 17)
	@test -x $(SPARK)/bin/python || $(PYTHON) -m venv $(SPARK)
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	@PYTHONPATH=src:. $(SPARK)/bin/python tools/spark_test.py

lint: setup-dev     ## Kiểm tra kiểu dáng, kiểu dữ liệu, tầng lớp
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/lint-imports && $(BIN)/mypy

fmt: setup-dev     ## Sửa kiểu dáng
	@$(BIN)/ruff check --fix-only -q . ; $(BIN)/ruff format .

bench: setup-dev     ## Đo tốc độ, bộ nhớ (tỷ lệ cạnh nhau trong một lần chạy)
	@$(BIN)/python -m bench

docs: setup-dev     ## Sinh lại các trang tham chiếu trong docs/reference
	@$(BIN)/python tools/docs.py

lock: setup-dev     ## Ghim lại phiên bản thư viện
	@bash tools/lock.sh

clean:     ## Xóa môi trường và dữ liệu tạm (giữ dữ liệu thật ngoài var/)
	@rm -rf $(VENV) .tools var/check dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
