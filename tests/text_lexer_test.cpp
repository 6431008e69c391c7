#include "text_lexer.h"

#include <catch_amalgamated.hpp>
#include <memory>
#include <string>
#include <vector>

#include "support/documents.h"
#include "support/effort.h"
#include "support/random.h"
#include "text_lexer.h"

using namespace hunkwise;
using test::Windows;

namespace {

struct Line {
  int first;
  u32 line_start, text_start;
  bool has_hidden = false;
  HunkHeaderResult header = HunkHeaderResult::kNone;
  u32 old_start = 0;
  bool is_file_header = false;
  bool operator==(const Line&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Line& line) {
  return out << "first " << line.first << " at " << line.line_start << ", text " << line.text_start << ", hidden "
             << line.has_hidden << ", header " << static_cast<int>(line.header) << " " << line.old_start;
}

// Remembers lines: the block path against the byte-wise one. What head() is given may end earlier in one path than in
// the other, as long as it says the same.
struct Recorder {
  std::vector<Line> lines;

  bool start(int first, u32 line_start, u32 text_start) {
    lines.push_back({first, line_start, text_start});
    return first >= 0 && first != ' ' && first != '+' && first != '-';
  }
  void head(std::string_view text) {
    HunkHeader header;
    lines.back().header = read_hunk_header(text, header);
    lines.back().old_start = header.old_start;
    lines.back().is_file_header = is_file_header_line(text);
  }
  void hidden() { lines.back().has_hidden = true; }
};

struct Reading {
  std::vector<Line> lines;
  LexerStop stop = LexerStop::kInputEnd;
  u32 stop_at = 0, excess = 0;
  bool operator==(const Reading&) const = default;
};

template <Spelling kSpelling>
Reading read(std::string_view text, Windows windows) {
  LexerState state;
  Recorder recorder;
  Reading reading;
  std::size_t at = 0;
  while (at < text.size() && reading.stop == LexerStop::kInputEnd) {
    const u32 wanted = windows();
    const std::size_t size = wanted == 0 ? text.size() - at : std::min<std::size_t>(wanted, text.size() - at);
    const auto copy = std::make_unique<u8[]>(size);
    std::memcpy(copy.get(), text.data() + at, size);
    u32 consumed = 0;
    TextLexer lexer(kSpelling, state, line_sink(recorder));
    reading.stop = lexer.feed(copy.get(), static_cast<u32>(size), static_cast<u32>(at), consumed);
    at += consumed;
  }
  TextLexer(kSpelling, state, line_sink(recorder)).finish(static_cast<u32>(at));
  reading.stop_at = static_cast<u32>(at);
  reading.excess = state.excess;
  reading.lines = recorder.lines;
  return reading;
}

// The text in one piece (blocks) and byte by byte, and in random pieces, has to read alike.
template <Spelling kSpelling>
Reading read_all_ways(const std::string& text, u32 seed = 1) {
  const Reading expected = read<kSpelling>(text, test::every(1));
  const Reading whole = read<kSpelling>(text, test::whole());
  const Reading pieces = read<kSpelling>(text, test::random_sizes(seed, 150));
  if (!(whole == expected) || !(pieces == expected)) {
    INFO("seed " << seed << ", spelling " << static_cast<int>(kSpelling) << ", text " << test::printable(text));
    CHECK(whole.stop_at == expected.stop_at);
    CHECK(whole.excess == expected.excess);
    CHECK(whole.lines == expected.lines);
    REQUIRE(whole == expected);
    CHECK(pieces.lines == expected.lines);
    REQUIRE(pieces == expected);
  }
  return expected;
}

std::string times(std::size_t count, std::string_view piece) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("lexer ends lines at LF only") {
  const Reading reading = read_all_ways<Spelling::kPlain>("+a\r\n \x0b\x0c\n-\xe2\x80\xa8x\n\nlast");
  REQUIRE(reading.lines.size() == 5);
  CHECK(reading.lines[1].first == ' ');
  CHECK(reading.lines[2].first == '-');
  CHECK(reading.lines[3].first == kEmptyLine);
  CHECK(reading.lines[4].line_start == 15);
}

TEST_CASE("lexer tells a text that ends with a line end by an end piece") {
  CHECK(read_all_ways<Spelling::kPlain>("+a\n").lines.back() == Line{kEndPiece, 3, 3});
  CHECK(read_all_ways<Spelling::kPlain>("+a").lines.size() == 1);
  CHECK(read_all_ways<Spelling::kPlain>("").lines.back().first == kEndPiece);
  CHECK(read_all_ways<Spelling::kEscaped>("+a\\u000A").lines.back() == Line{kEndPiece, 8, 8});
}

TEST_CASE("lexer tells an escaped newline from an escaped backslash before an n, at every place in a block") {
  for (std::size_t before = 0; before < 70; ++before) {
    for (std::size_t backslashes = 1; backslashes < 8; ++backslashes) {
      const std::string text =
          "+" + std::string(before, 'x') + std::string(backslashes, '\\') + "n-" + std::string(70, 'y');
      if (backslashes % 2 == 0) {
        CHECK(read_all_ways<Spelling::kEscaped>(text).lines.size() == 1);
      } else {
        const Reading reading = read_all_ways<Spelling::kInString>(text);
        REQUIRE(reading.lines.size() == 2);
        CHECK(reading.lines[1].line_start == 1 + before + backslashes + 1);
      }
    }
  }
}

TEST_CASE("lexer reads hexadecimal newlines and signs at every place in a block") {
  for (std::size_t before = 0; before < 70; ++before) {
    const std::string text =
        "+" + std::string(before, 'x') + "\\u000a\\u002dgone\\u000A\\u0040@ -7 +8 @@\\n" + std::string(80, ' ');
    const Reading reading = read_all_ways<Spelling::kInString>(text);
    REQUIRE(reading.lines.size() == 4);
    CHECK(reading.lines[1].first == '-');
    CHECK(reading.lines[1].text_start == reading.lines[1].line_start + 6);
    CHECK(reading.lines[2].old_start == 7);
  }
}

TEST_CASE("lexer counts how much longer the escaped spelling is than UTF-8") {
  CHECK(read_all_ways<Spelling::kEscaped>(R"(a\n\"\\\/\t)").excess == 5);
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\u0041\u00e9\u20ac)").excess == 5 + 4 + 3);
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\ud83d\ude00)").excess == 8);
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\ud83d)").excess == 3);  // lone ones become U+FFFD
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\ude00\ud83d)").excess == 6);
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\ud83dx\ude00)").excess == 6);
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\ud83d\n\ude00)").excess == 7);
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\ud83d\ud83d\ude00)").excess == 3 + 8);
  CHECK(read_all_ways<Spelling::kEscaped>(R"(\ud83d)" + std::string(64, 'x') + R"(\ude00)").excess == 6);
}

TEST_CASE("lexer stops at the closing quote and at nothing that looks like it") {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string inside = std::string(before, '\\') + std::string(before % 2, '"') + std::string(before % 67, 'z');
    const Reading reading = read_all_ways<Spelling::kInString>(inside + "\",\"x\":\"" + std::string(64, 'q'));
    CHECK(reading.stop == LexerStop::kQuote);
    CHECK(reading.stop_at == inside.size());
  }
}

TEST_CASE("lexer stops at the first byte that no JSON string may have") {
  for (std::size_t before = 0; before < 70; ++before) {
    const std::string start = "-" + std::string(before, 'x');
    for (const auto& [bad, offset] : {std::pair{"\x01", 0},
                                      {"\n", 0},
                                      {"\x1f", 0},
                                      {"\\x", 1},
                                      {"\\\n", 1},
                                      {"\\\xc3\xa9", 1},
                                      {"\\u12g4", 4},
                                      {"\\u\"", 2},
                                      {"\\U0041", 1},
                                      {"\\ud83d\\q", 7}}) {
      const Reading reading = read_all_ways<Spelling::kInString>(start + bad + std::string(80, 'y'));
      CHECK(reading.stop == LexerStop::kBadByte);
      CHECK(reading.stop_at == start.size() + static_cast<u32>(offset));
    }
    const Reading nul = read_all_ways<Spelling::kInString>(start + std::string(1, '\0') + std::string(80, 'y'));
    CHECK(nul.stop_at == start.size());
  }
}

TEST_CASE("lexer finds hidden characters in the line that has them, at every place in a block") {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string fill(before, 'x');
    const std::string lines =
        "+" + fill + "\n-" + fill + "\xe2\x80\xae" + "\n+" + fill + "\n " + fill + "\xef\xbb\xbf" + fill;
    for (const Reading& reading :
         {read_all_ways<Spelling::kPlain>(lines), read_all_ways<Spelling::kEscaped>(test::escape(lines))}) {
      REQUIRE(reading.lines.size() == 4);
      CHECK(!reading.lines[0].has_hidden);
      CHECK(reading.lines[1].has_hidden);
      CHECK(!reading.lines[2].has_hidden);
      CHECK(reading.lines[3].has_hidden);
    }
  }
  CHECK(read_all_ways<Spelling::kEscaped>("+\\u202e").lines[0].has_hidden);
}

TEST_CASE("lexer takes no overlong spelling for a hidden character") {
  for (const char* overlong : {"\xf0\x82\x80\x8b", "\xe0\x82\xad", "\xf0\x80\x82\xad"}) {
    CHECK(!read_all_ways<Spelling::kPlain>("+" + std::string(overlong) + std::string(80, 'x')).lines[0].has_hidden);
  }
}

TEST_CASE("lexer reads a header's numbers however its line is spelled and cut") {
  for (std::size_t before = 0; before < 70; ++before) {
    const std::string start = std::string(before, 'x') + "\n";
    for (const char* heading : {"", " int f()", " \"quoted\\path\"", " \xc3\xa9\xc3\xa9", " x\t\x01"}) {
      const std::string text = start + "@@ -12,3 +45,6 @@" + heading + "\n" + times(20, " xyz\n");
      CHECK(read_all_ways<Spelling::kPlain>(text).lines[1].old_start == 12);
      CHECK(read_all_ways<Spelling::kInString>(test::printable(text)).lines[1].old_start == 12);
    }
  }
}

TEST_CASE("lexer reads random texts alike in one piece and byte by byte") {
  static const std::vector<std::string> kPieces = {"\n",
                                                   "\n",
                                                   "\n",
                                                   "-",
                                                   "+",
                                                   " ",
                                                   "x",
                                                   "\"",
                                                   "\\",
                                                   "n",
                                                   "\r",
                                                   "\t",
                                                   "@@ -1,2 +3,4 @@",
                                                   "@@ -1",
                                                   "--- a",
                                                   "\xc3\xa9",
                                                   "\xe2\x80\x8b",
                                                   "\xe2\x80",
                                                   "\xf0\x9f\x98\x80",
                                                   "\xef\xbb\xbf",
                                                   "\xff",
                                                   "\xc2\xad",
                                                   "\xd9\x85\xe2\x80\x8c",
                                                   "\xf0\x82\x80\x8b",
                                                   std::string(1, '\0'),
                                                   "longer than that",
                                                   std::string(61, 'w'),
                                                   std::string(64, ' '),
                                                   "\xf3\xa0\x81\x81",
                                                   "\xcd\x8f"};
  static const std::vector<std::string> kEscapes = {"\\u000a", "\\u000A", "\\u002b", "\\u0040", "\\ud83d\\ude00",
                                                    "\\ud83d", "\\udc00", "\\u200b", "\\u0000", "\\\\",
                                                    "\\/",     "\\b",     "\\f"};
  for (u32 seed = 0; seed < test::repeated(6000); ++seed) {
    test::Random random(seed);
    const u32 count = 1 + random.below(60);
    std::string plain, escaped;
    for (u32 i = 0; i < count; ++i) {
      const std::string& piece = random.pick(kPieces);
      plain += piece;
      escaped += random.one_in(4) ? random.pick(kEscapes) : test::escape(piece);
    }
    read_all_ways<Spelling::kPlain>(plain, seed);
    read_all_ways<Spelling::kEscaped>(escaped, seed);
    read_all_ways<Spelling::kInString>(escaped, seed);
    escaped.insert(random.below(static_cast<u32>(escaped.size())), 1, "\"\\\x01\n"[random.below(4)]);
    read_all_ways<Spelling::kInString>(escaped, seed);
  }
}
