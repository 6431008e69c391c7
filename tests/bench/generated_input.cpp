#include "generated_input.h"

#include <string_view>

namespace hunkwise::bench {
namespace {

class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_ % bound;
  }

 private:
  std::uint32_t state_;
};

// What a newline and a quote look like.
struct Form {
  std::string_view row_end;
  std::string_view header_end;
  std::string_view quote;
};
constexpr Form kWire{"\\n\\n", "\\n", "\\\""};
constexpr Form kPlain{"\n", "\n", "\""};

void append_line(std::string& out, Random& random, const Form& form) {
  static constexpr std::string_view kWords[] = {"const ", "value",   " = ",    "function", "(node, ", "return ",
                                                "this.",  "options", " && ",   "length",   ") {",     "};",
                                                "case ",  "import ", " from ", "number",   ": ",      "undefined"};
  out.append(2 * random.below(5), ' ');
  const std::uint32_t words = random.below(9);
  for (std::uint32_t i = 0; i < words; ++i) out += kWords[random.below(std::size(kWords))];
  if (random.below(6) == 0) {
    out += form.quote;
    out += "text";
    out += form.quote;
  }
}

// Hunks of up to about 40 rows, `rows` rows in all.
void append_hunks(std::string& out, std::uint32_t rows, Random& random, const Form& form) {
  std::uint32_t old_line = 1;
  std::uint32_t new_line = 1;
  for (std::uint32_t written = 0; written < rows;) {
    std::string signs = "   ";
    const std::uint32_t deletions = random.below(12);
    signs.append(deletions, '-');
    signs.append(1 + random.below(20), '+');
    signs += "   ";
    const auto added = static_cast<std::uint32_t>(signs.size()) - 6 - deletions;
    const std::uint32_t old_count = 6 + deletions;
    const std::uint32_t new_count = 6 + added;
    out += "@@ -" + std::to_string(old_line) + ',' + std::to_string(old_count) + " +" + std::to_string(new_line) + ',' +
           std::to_string(new_count) + " @@";
    out += form.header_end;
    for (const char sign : signs) {
      out += sign;
      append_line(out, random, form);
      out += form.row_end;
    }
    old_line += old_count + 20;
    new_line += new_count + 20;
    written += static_cast<std::uint32_t>(signs.size()) + 1;
  }
}

std::string hash(Random& random) {
  std::string digits(64, '0');
  for (char& digit : digits) digit = "0123456789abcdef"[random.below(16)];
  return digits;
}

void append_entry(std::string& out, std::uint32_t file, std::string_view text, Random& random) {
  out += R"({"file_path":"src/module-)" + std::to_string(file % 97) + "/file-" + std::to_string(file) + ".ts\"";
  out += R"(,"status":"modified","collection_hash":")" + hash(random) + R"(","project_hash":")" + hash(random);
  out += R"(","unified_diff":)";
  out += text;
  out += '}';
}

template <class AppendEntry>
std::string answer(AppendEntry append_entries) {
  std::string out = R"({"artifact_id":"skill:bench","artifact_name":"bench","artifact_type":"skill",)"
                    R"("collection_name":"default","project_path":"/p","has_changes":true,"files":[)";
  append_entries(out);
  out += R"(],"summary":{"added":0,"modified":1,"deleted":0,"unchanged":0}})";
  return out;
}

}  // namespace

std::string generated_escaped_diff(std::uint32_t rows) {
  Random random(rows + 1);
  std::string text = R"(--- collection/file.ts\n+++ project/file.ts\n)";
  append_hunks(text, rows, random, kWire);
  return text;
}

std::string generated_payload(std::size_t bytes) {
  return answer([bytes](std::string& out) {
    Random random(1);
    for (std::uint32_t file = 0; out.size() < bytes; ++file) {
      if (file != 0) out += ',';
      std::string text = R"("--- collection/file.ts\n+++ project/file.ts\n)";
      append_hunks(text, 10 + random.below(2000), random, kWire);
      append_entry(out, file, text + '"', random);
    }
  });
}

std::string generated_summary(std::uint32_t files) {
  return answer([files](std::string& out) {
    Random random(2);
    for (std::uint32_t file = 0; file < files; ++file) {
      if (file != 0) out += ',';
      append_entry(out, file, "null", random);
    }
  });
}

std::string generated_patch(std::size_t bytes) {
  Random random(3);
  std::string out;
  for (std::uint32_t file = 0; out.size() < bytes; ++file) {
    const std::string path = "src/file-" + std::to_string(file) + ".ts";
    out += "diff --git a/" + path + " b/" + path + "\nindex 1234567..89abcde 100644\n--- a/" + path + "\n+++ b/" +
           path + '\n';
    append_hunks(out, 3 + random.below(300), random, kPlain);
  }
  return out;
}

TextPair generated_texts(std::uint32_t lines, std::uint32_t gap) {
  Random random(4);
  TextPair texts;
  for (std::uint32_t i = 0; i < lines; ++i) {
    std::string line;
    append_line(line, random, kPlain);
    const std::uint32_t change = random.below(2 * gap);
    if (change != 0) texts.old_text += line + '\n';
    if (change == 1) line += " // changed";
    if (change != 2) texts.new_text += line + '\n';
  }
  return texts;
}

std::string generated_pairs(std::uint32_t pairs) {
  Random random(7);
  std::string sizes;
  std::string lines;
  const auto append_number = [&](std::size_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8) sizes += static_cast<char>(number >> shift & 0xFF);
  };
  append_number(pairs);
  for (std::uint32_t i = 0; i < pairs; ++i) {
    std::string line;
    while (line.size() < 30) append_line(line, random, kPlain);
    std::string edited = line;
    const std::size_t at = random.below(static_cast<std::uint32_t>(line.size()));
    edited.replace(at, random.below(3) == 0 ? 0 : 6, random.below(3) == 0 ? "" : "edited ");
    append_number(line.size());
    append_number(edited.size());
    lines += line + edited;
  }
  return sizes + lines;
}

}  // namespace hunkwise::bench
