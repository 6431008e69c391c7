#include "intraline_diff.h"

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "diff_limits.h"
#include "intraline_tokens.h"
#include "utf8_decoder.h"

using namespace hunkwise;

namespace {

// All tests in the same memory: what a pair leaves there must not matter to the next one.
void diff_inline(std::string_view old_line, std::string_view new_line, IntralineResult& out) {
  static IntralineMemory memory;
  hunkwise::diff_inline(old_line, new_line, memory, out);
}

std::u16string utf16(std::string_view text) {
  std::u16string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCodePoint now = decode_code_point(text, at);
    at += now.bytes;
    if (now.value < 0x10000) {
      out += static_cast<char16_t>(now.value);
    } else {
      out += static_cast<char16_t>(0xD800 + ((now.value - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((now.value - 0x10000) & 0x3FF));
    }
  }
  return out;
}

std::u16string outside(const std::u16string& line, const Buffer<IntralineSpan>& spans) {
  std::u16string rest;
  u32 from = 0;
  for (const IntralineSpan& span : spans) {
    rest += line.substr(from, span.start - from);
    from = span.end;
  }
  return rest + line.substr(from);
}

bool is_low_surrogate(char16_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

std::string fault_of_side(const std::u16string& line, const Buffer<IntralineSpan>& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].start >= spans[i].end) return "an empty span";
    if (spans[i].end > line.size()) return "a span out of bounds";
    if (i > 0 && spans[i].start <= spans[i - 1].end) return "spans that touch";
    if (is_low_surrogate(line[spans[i].start])) return "a surrogate pair cut by a start";
    if (spans[i].end < line.size() && is_low_surrogate(line[spans[i].end])) return "a surrogate pair cut by an end";
  }
  return {};
}

// Empty when the result keeps the promises of the header.
std::string fault_of(std::string_view old_line, std::string_view new_line, const IntralineResult& result) {
  const std::u16string old_text = utf16(old_line);
  const std::u16string new_text = utf16(new_line);
  if (std::string fault = fault_of_side(old_text, result.old_spans); !fault.empty()) return fault;
  if (std::string fault = fault_of_side(new_text, result.new_spans); !fault.empty()) return fault;
  if (result.old_spans.empty() && result.new_spans.empty()) return {};  // equal, or too different
  if (outside(old_text, result.old_spans) != outside(new_text, result.new_spans))
    return "a difference outside of the spans";
  return {};
}

// The lines with their spans in angle brackets, for ASCII-only expectations.
std::string marked(const std::string& line, const Buffer<IntralineSpan>& spans) {
  std::string out = line;
  for (std::size_t i = spans.size(); i-- > 0;) {
    out.insert(spans[i].end, ">");
    out.insert(spans[i].start, "<");
  }
  return out;
}

using Marked = std::pair<std::string, std::string>;

Marked marks(const std::string& old_line, const std::string& new_line) {
  IntralineResult result;
  diff_inline(old_line, new_line, result);
  CHECK(fault_of(old_line, new_line, result).empty());
  CHECK(result.is_exact);
  return {marked(old_line, result.old_spans), marked(new_line, result.new_spans)};
}

using Spans = Buffer<IntralineSpan>;

struct Random {
  u64 state;
  u32 below(u32 bound) {  // splitmix64 (S. Vigna)
    u64 z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return static_cast<u32>((z ^ (z >> 31)) % bound);
  }
};

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> all = {
      "foo",
      "bar",
      "fooBar",
      "x",
      "12",
      "0xFF",
      " ",
      "  ",
      "\t",
      "(",
      ")",
      ",",
      ".",
      ";",
      "=",
      "==",
      "\"",
      "'",
      "\r",
      "\xC3\xA9",      // é
      "e\xCC\x81",     // e with a combining acute
      "\xE4\xB8\xAD",  // an ideograph
      "\xF0\x9F\x98\x80",
      "\xF0\x9F\x91\xA9",  // emoji
      "\xE2\x80\x8D",
      "\xEF\xB8\x8F",  // joiner, variation selector
      "\xF0\x9F\x87\xA9",
      "\xF0\x9F\x87\xAA",  // halves of flags
      "\xCC\x81",
      "\xE2\x80\x8B",
      "\xEF\xBB\xBF",  // a lone mark, zero-width space, byte order mark
      "\xFF",
      "\xE2\x80",
      "\xF0\x9F",
      "\xED\xA0\x80",
      "\xC0\xAF",
      std::string(1, '\0'),
  };
  return all;
}

}  // namespace

TEST_CASE("a renamed identifier is marked where it stands", "[intraline]") {
  CHECK(marks("const userName = get(id);", "const accountName = get(id);") ==
        Marked{"const <userName> = get(id);", "const <accountName> = get(id);"});
  CHECK(marks("return getUserName(user);", "return getAccountName(user);") ==
        Marked{"return get<User>Name(user);", "return get<Account>Name(user);"});
  CHECK(marks("color: red;", "colour: red;") == Marked{"color: red;", "colo<u>r: red;"});
}

TEST_CASE("a changed number is marked as a whole", "[intraline]") {
  CHECK(marks("  timeout: 3000,", "  timeout: 5000,") == Marked{"  timeout: <3000>,", "  timeout: <5000>,"});
  CHECK(marks("\"version\": \"1.2.3\",", "\"version\": \"1.2.4\",") ==
        Marked{"\"version\": \"1.2.<3>\",", "\"version\": \"1.2.<4>\","});
}

TEST_CASE("an added argument is marked with one comma", "[intraline]") {
  CHECK(marks("f(a)", "f(a, b)") == Marked{"f(a)", "f(a<, b>)"});
  CHECK(marks("f(a, b)", "f(a, c, b)") == Marked{"f(a, b)", "f(a, <c, >b)"});
}

TEST_CASE("changed quotes are marked without what they quote", "[intraline]") {
  CHECK(marks("import x from 'react';", "import x from \"react\";") ==
        Marked{"import x from <'>react<'>;", "import x from <\">react<\">;"});
}

TEST_CASE("changed indentation is marked and nothing else", "[intraline]") {
  CHECK(marks("    foo();", "        foo();") == Marked{"    foo();", "    <    >foo();"});
  CHECK(marks("\tfoo();", "    foo();") == Marked{"<\t>foo();", "<    >foo();"});
  CHECK(marks("foo", "foo ") == Marked{"foo", "foo< >"});
  CHECK(marks("   ", " ") == Marked{" <  >", " "});
}

TEST_CASE("words replaced here and there are marked one by one", "[intraline]") {
  CHECK(marks("The quick brown fox jumps over the lazy dog.", "A quick red fox leaps over the sleeping dog.") ==
        Marked{"<The> quick <brown> fox <jumps> over the <lazy> dog.",
               "<A> quick <red> fox <leaps> over the <sleeping> dog."});
  CHECK(marks("for (let i = 0; i < n; i++) {", "for (let j = 0; j < m; j++) {") ==
        Marked{"for (let <i> = 0; <i> < <n>; <i>++) {", "for (let <j> = 0; <j> < <m>; <j>++) {"});
}

TEST_CASE("what was put around a line that stayed is marked", "[intraline]") {
  CHECK(marks("// foo();", "foo();") == Marked{"<// >foo();", "foo();"});
  CHECK(marks("}", "} else if (ready) {") == Marked{"}", "}< else if (ready) {>"});
}

TEST_CASE("lines with little in common are not marked inside", "[intraline]") {
  for (const Marked& pair : {Marked{"return a;", "throw new Error(\"x\");"}, Marked{"const x = 1;", "let y = 2;"},
                             Marked{"foo.bar", "baz.qux"}, Marked{"", "x"}, Marked{"a", ""}, Marked{"1", "2"}}) {
    CHECK(marks(pair.first, pair.second) == pair);
  }
}

TEST_CASE("equal lines have no spans", "[intraline]") {
  CHECK(marks("", "") == Marked{"", ""});
  CHECK(marks("same", "same") == Marked{"same", "same"});
}

TEST_CASE("ideographs and kana are compared one by one", "[intraline]") {
  IntralineResult result;
  diff_inline("今天天气很好", "今天天气非常好", result);
  CHECK(result.old_spans == Spans{{4, 5}});
  CHECK(result.new_spans == Spans{{4, 6}});
}

TEST_CASE("an emoji is marked as a whole, with everything joined to it", "[intraline]") {
  IntralineResult result;
  diff_inline("ok \U0001F600 now", "ok \U0001F601 now", result);
  CHECK(result.old_spans == Spans{{3, 5}});
  diff_inline("hello \U0001F469\u200D\U0001F467 you", "hello \U0001F469\u200D\U0001F466 you", result);
  CHECK(result.old_spans == Spans{{6, 11}});
  CHECK(result.new_spans == Spans{{6, 11}});
  diff_inline("flag \U0001F1E9\U0001F1EA here", "flag \U0001F1E9\U0001F1F0 here", result);
  CHECK(result.new_spans == Spans{{5, 9}});
}

TEST_CASE("a changed accent is marked with the letter that carries it", "[intraline]") {
  IntralineResult result;
  diff_inline("le cafe\u0301 noir", "le cafe noir", result);
  CHECK(result.old_spans == Spans{{6, 8}});
  CHECK(result.new_spans == Spans{{6, 7}});
}

TEST_CASE("an added zero-width space is marked alone", "[intraline]") {
  IntralineResult result;
  diff_inline("isAdmin(user)", "isAdmin\u200B(user)", result);
  CHECK(result.old_spans.empty());
  CHECK(result.new_spans == Spans{{7, 8}});
}

TEST_CASE("invalid bytes count as the replacement characters that TextDecoder makes", "[intraline]") {
  IntralineResult result;
  diff_inline("a\xE2\x80 value = 1", "a\xE2\x80 value = 2", result);  // one U+FFFD: a maximal subpart
  CHECK(result.old_spans == Spans{{11, 12}});
  diff_inline("a\xED\xA0\x80 value = 1", "a\xED\xA0\x80 value = 2", result);  // three
  CHECK(result.old_spans == Spans{{13, 14}});
  diff_inline("value \xFF", "value \xFE", result);
  CHECK(result.old_spans == Spans{{6, 7}});
}

TEST_CASE("the decoder agrees with the WHATWG's on every maximal subpart", "[utf8]") {
  const auto decoded = [](std::string_view bytes) {
    std::vector<u32> out;
    for (std::size_t at = 0; at < bytes.size();) {
      const DecodedCodePoint now = decode_code_point(bytes, at);
      out.push_back(now.value);
      at += now.bytes;
    }
    return out;
  };
  using Values = std::vector<u32>;
  constexpr u32 kBad = kReplacementCharacter;
  CHECK(decoded("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64") ==
        Values{0x61, kBad, kBad, kBad, 0x62, kBad, 0x63, kBad, kBad, 0x64});
  CHECK(decoded("\xE0\x9F\x80") == Values{kBad, kBad, kBad});
  CHECK(decoded("\xF4\x90\x80\x80") == Values{kBad, kBad, kBad, kBad});
  CHECK(decoded("\xF4\x8F\xBF\xBF") == Values{0x10FFFF});
  CHECK(decoded("\xF0\x90\x80") == Values{kBad});
  CHECK(decoded("\xEF\xBF\xBD\xEF\xBB\xBF") == Values{0xFFFD, 0xFEFF});
}

TEST_CASE("random lines keep the promises of spans", "[intraline]") {
  const u64 pairs = std::getenv("HUNKWISE_LONG") != nullptr ? 1'000'000 : 60'000;
  u64 with_spans = 0;
  IntralineResult result;
  for (u64 seed = 0; seed < pairs; ++seed) {
    Random random{seed};
    std::string old_line;
    std::string new_line;
    const u32 count = random.below(20);
    const u32 edits_in_ten = random.below(8);
    for (u32 i = 0; i < count; ++i) {
      const auto& piece = pieces()[random.below(static_cast<u32>(pieces().size()))];
      const auto& other = pieces()[random.below(static_cast<u32>(pieces().size()))];
      if (random.below(10) >= edits_in_ten) {
        old_line += piece;
        new_line += piece;
      } else {
        if (random.below(3) != 0) old_line += piece;
        if (random.below(3) != 0) new_line += other;
      }
    }
    diff_inline(old_line, new_line, result);
    const std::string fault = fault_of(old_line, new_line, result);
    if (!fault.empty()) {
      INFO("seed " << seed);
      FAIL(fault);
    }
    if (!result.old_spans.empty() || !result.new_spans.empty()) ++with_spans;
  }
  CHECK(with_spans > pairs / 4);
}

TEST_CASE("spans never cut a cluster", "[intraline]") {
  IntralineResult result;
  for (u64 seed = 0; seed < 20'000; ++seed) {
    Random random{seed};
    std::string lines[2];
    for (u32 i = 0; i < 12; ++i) {
      const auto& piece = pieces()[random.below(static_cast<u32>(pieces().size()))];
      for (std::string& line : lines) {
        if (random.below(5) != 0) line += piece;
      }
    }
    diff_inline(lines[0], lines[1], result);
    for (u32 side = 0; side < 2; ++side) {
      std::vector<bool> starts(200, false);
      TokenizedLine line;
      tokenize_line(lines[side], 0, line);
      for (const Cluster& cluster : line.clusters) starts[cluster.unit] = true;
      for (const IntralineSpan& span : side == 0 ? result.old_spans : result.new_spans) {
        INFO("seed " << seed);
        REQUIRE((starts[span.start] && starts[span.end]));
      }
    }
  }
}

TEST_CASE("a small change in a very long line is marked as exactly as in a short one", "[intraline]") {
  std::string line;
  for (u32 i = 0; i < 20'000; ++i) line += "\xC3\xA9lement(" + std::to_string(i) + ");";
  std::string changed = line;
  const std::size_t at = changed.find("(10000)");
  changed.replace(at, 7, "(ten)");
  IntralineResult result;
  diff_inline(line, changed, result);
  CHECK(result.is_exact);
  CHECK(fault_of(line, changed, result).empty());
  REQUIRE(result.old_spans.size() == 1);
  CHECK(result.old_spans[0].end - result.old_spans[0].start == 5);
  CHECK(result.new_spans[0].end - result.new_spans[0].start == 3);
}

TEST_CASE("a long stretch of changes is one span and inexact", "[intraline]") {
  const std::string head(40'000, 'a');
  std::string old_line = head + " ";
  std::string new_line = head + " ";
  for (u32 i = 0; i < 3000; ++i) {
    old_line += "x" + std::to_string(i) + ",";
    new_line += "y" + std::to_string(i) + ",";
  }
  IntralineResult result;
  diff_inline(old_line + "end", new_line + "end", result);
  CHECK_FALSE(result.is_exact);
  CHECK(result.old_spans.size() == 1);
  CHECK(fault_of(old_line + "end", new_line + "end", result).empty());
}

TEST_CASE("a line over the ceiling gets no spans and is inexact", "[intraline]") {
  const std::string line(limits::kMaxIntralineLineBytes, 'a');
  IntralineResult result;
  diff_inline(line + "b", line + "c", result);
  CHECK_FALSE(result.is_exact);
  CHECK(result.old_spans.empty());
  CHECK(result.new_spans.empty());
}

TEST_CASE("lines at the cap that have nothing in order end in bounded work", "[intraline]") {
  Random random{7};
  std::string lines[2];
  for (std::string& line : lines) {
    while (line.size() + 3 < limits::kMaxIntralineBytes) {
      line += static_cast<char>('a' + random.below(26));
      line += static_cast<char>("+-*/"[random.below(4)]);
    }
  }
  IntralineResult result;
  diff_inline(lines[0], lines[1], result);
  CHECK(fault_of(lines[0], lines[1], result).empty());
}
