/*
 * A plugin of QEMU's that counts how often each block of translated instructions runs, for `npm run model:pi`. At its end it
 * writes a line for each that did: address (hexadecimal), instructions, count. The address of a block of code that was made
 * anew elsewhere is another one; one that was translated again keeps its counter.
 *
 * Declared here is what it uses of QEMU's interface, whose header distributions leave out.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
typedef struct qemu_info_t qemu_info_t;
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *, void (*)(unsigned int, void *), int, void *);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void *), void *);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);

/* Of the interface; the command says which of them this QEMU takes. */
EXPORT int qemu_plugin_version = API;

#define BUCKETS (1 << 16)
#define NO_REGISTERS 0

struct block {
  uint64_t address, instructions, count;
  struct block *next;
};

static struct block *blocks[BUCKETS];
static char path[4096];

static struct block *block_of(uint64_t address, uint64_t instructions) {
  struct block **bucket = &blocks[(address >> 2) % BUCKETS];
  for (struct block *block = *bucket; block; block = block->next)
    if (block->address == address && block->instructions == instructions) return block;
  struct block *fresh = calloc(1, sizeof *fresh);
  if (!fresh) abort();
  *fresh = (struct block){address, instructions, 0, *bucket};
  return *bucket = fresh;
}

static void executed(unsigned int cpu, void *block) {
  (void)cpu;
  ((struct block *)block)->count++;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb) {
  (void)id;
  struct block *block = block_of(qemu_plugin_tb_vaddr(tb), qemu_plugin_tb_n_insns(tb));
  qemu_plugin_register_vcpu_tb_exec_cb(tb, executed, NO_REGISTERS, block);
}

static void ended(qemu_plugin_id_t id, void *nothing) {
  (void)id, (void)nothing;
  FILE *file = fopen(path, "w");
  if (!file) abort();
  for (size_t i = 0; i < BUCKETS; i++)
    for (struct block *block = blocks[i]; block; block = block->next)
      if (block->count) fprintf(file, "%" PRIx64 " %" PRIu64 " %" PRIu64 "\n", block->address, block->instructions, block->count);
  fclose(file);
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int count, char **arguments) {
  (void)info;
  if (count != 1 || strncmp(arguments[0], "counts=", 7) != 0) return -1;
  snprintf(path, sizeof path, "%s", arguments[0] + 7);
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  qemu_plugin_register_atexit_cb(id, ended, NULL);
  return 0;
}
