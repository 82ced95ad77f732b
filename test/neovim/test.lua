-- Drives a second Neovim by keys and requests, as somebody would who wrote the documented configuration, and tells what comes of it.
-- Environment: CONFIG, the configuration; POLICY, a folder with a copy of the sample members-list.

local config, folder = vim.env.CONFIG, vim.env.POLICY
local command = { vim.v.progpath, '--embed', '--headless', '-n', '-i', 'NONE', '-u', config }
local editor = vim.fn.jobstart(command, { rpc = true, cwd = folder })

local function lua(code, ...)
  return vim.rpcrequest(editor, 'nvim_exec_lua', code, { ... })
end

-- Waits until something is so, and returns it.
local function await(what, find)
  local found
  local came = vim.wait(30000, function()
    found = find()
    return found ~= nil and found ~= false
  end, 30)
  if not came then
    error(what .. ' does not come; messages: ' .. lua("return vim.fn.execute('messages')"), 0)
  end
  return found
end

-- Types keys, and waits until Neovim has taken them. Where `goesOn`, more are to come.
local typed = 0
local function keys(text, goesOn)
  if goesOn then
    vim.rpcrequest(editor, 'nvim_input', text)
    return
  end
  typed = typed + 1
  vim.rpcrequest(editor, 'nvim_input', text .. '<Cmd>let g:typed = ' .. typed .. '<CR>')
  await('the end of typing', function()
    return lua('return vim.g.typed') == typed
  end)
end

local function same(is, wanted)
  if not vim.deep_equal(is, wanted) then
    error(('expected %s, not %s'):format(vim.inspect(wanted), vim.inspect(is)), 0)
  end
end

local function open(name)
  lua('vim.cmd("edit! " .. ...)', name .. '.spaceward.yaml')
end

-- The text of a file as it stands in the editor, opened or not.
local function text(name)
  local path = folder .. '/' .. name .. '.spaceward.yaml'
  return lua([[
    local path = ...
    local buffer = vim.fn.bufnr(path)
    local isOpen = buffer ~= -1 and vim.api.nvim_buf_is_loaded(buffer)
    local lines = isOpen and vim.api.nvim_buf_get_lines(buffer, 0, -1, false) or vim.fn.readfile(path)
    return table.concat(lines, '\n')
  ]], path)
end

-- The cursor to the first place of a text in the buffer.
local function at(found)
  local line = lua('return vim.fn.search(..., "cw")', '\\V' .. found)
  assert(line > 0, found .. ' is not there')
end

local function codes()
  return lua([[
    return vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(0))
  ]])
end

-- What is chosen from a menu: the first choice that begins so.
local function choose(title)
  lua([[
    local title = ...
    chosen = nil
    vim.ui.select = function(items, options, done)
      for index, item in ipairs(items) do
        local text = options.format_item and options.format_item(item) or tostring(item)
        if vim.startswith(text, title) then
          chosen = text
          return done(item, index)
        end
      end
      chosen = 'none of ' .. #items
    end
  ]], title)
end

local tests = {}
local function test(name, run)
  table.insert(tests, { name = name, run = run })
end

test('policies have a type of their own, and the server is started once for all of them', function()
  for _, name in ipairs({ 'tenant', 'tests', 'sales' }) do
    open(name)
    same(lua('return vim.bo.filetype'), 'spaceward')
    same(lua('return vim.bo.syntax'), 'yaml')
    await('the server', function()
      return lua('return #vim.lsp.buf_get_clients(0) == 1')
    end)
  end
  same(lua('return #vim.lsp.get_active_clients()'), 1)
  same(lua('return vim.lsp.get_active_clients()[1].config.root_dir'), folder)
end)

test('a mistake is shown, and goes with it', function()
  open('sales')
  at('ali: can manage')
  keys('cwalli<Esc>')
  await('the mistake', function()
    return vim.deep_equal(codes(), { 'unknown-user' })
  end)
  keys('u')
  await('its end', function()
    return #codes() == 0
  end)
end)

test('a hover explains', function()
  at('ali: can manage')
  keys('K')
  local shown = await('the hover', function()
    return lua([[
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= '' then
          local buffer = vim.api.nvim_win_get_buf(window)
          return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
        end
      end
      return false
    ]])
  end)
  assert(shown:find('a shared space', 1, true) and shown:find('Can manage', 1, true), shown)
end)

test('completion offers what fits', function()
  open('tests')
  keys('Go<C-u>    - ali can app.ex<C-x><C-o>', true)
  local words = await('completion', function()
    local info = lua("return vim.fn.complete_info({ 'items' }).items")
    return #info > 0 and vim.tbl_map(function(item) return item.word end, info)
  end)
  assert(vim.tbl_contains(words, 'app.export'), vim.inspect(words))
  keys('<C-e><Esc>u')
end)

test('the definition of a name is found in another file', function()
  open('sales')
  at('ali: can manage')
  keys('gd')
  await('the definition', function()
    return lua('return vim.fn.expand("%:t")') == 'tenant.spaceward.yaml'
  end)
  assert(vim.startswith(lua('return vim.trim(vim.fn.getline("."))'), 'ali:'))
end)

test('a file is formatted', function()
  open('sales')
  local before = text('sales')
  at('ali: can manage')
  keys('f:a   <Esc>')
  await('the blanks', function()
    return text('sales') ~= before
  end)
  keys('\\f')
  await('formatting', function()
    return text('sales') == before
  end)
end)

test('a quick fix is applied', function()
  at('ali: can manage')
  keys('cwalli<Esc>')
  await('the mistake', function()
    return #codes() == 1
  end)
  choose('Change to ali')
  at('alli: can manage')
  keys('\\a')
  await('the fix', function()
    return text('sales'):find('\n      ali: can manage', 1, true)
  end)
end)

test('a refactoring is applied, whose edits are asked for when it is chosen', function()
  local title = 'Write a test from what ali can do in Sales Development now'
  choose(title)
  at('ali: can manage')
  keys('\\a')
  await('the test', function()
    return text('tests'):find('\n  What ali can do in Sales Development:\n', 1, true)
  end)
  same(lua('return chosen'), title)
  open('tests')
  await('an end of mistakes', function()
    return #codes() == 0
  end)
end)

test('a new name stands in all files', function()
  open('sales')
  at('ali: can manage')
  lua("vim.ui.input = function(_, done) done('alice') end")
  keys('\\r')
  await('the name', function()
    return not text('tests'):find('%f[%w]ali can app%.')
  end)
  for _, name in ipairs({ 'sales', 'tenant', 'tests' }) do
    assert(text(name):find('%f[%w]alice%f[%W]'), name)
    assert(not text(name):find('%f[%w]ali: '), name)
  end
  await('an end of mistakes', function()
    return #codes() == 0
  end)
end)

local failed = 0
for _, each in ipairs(tests) do
  -- Whatever the one before has left.
  keys('<Esc>')
  local holds, problem = pcall(each.run)
  if not holds then
    failed = failed + 1
  end
  io.stdout:write(holds and '  ok ' or '  FAILED ', each.name, '\n')
  if not holds then
    io.stdout:write('    ', tostring(problem), '\n')
  end
end
io.stdout:write(('%d passed, %d failed\n'):format(#tests - failed, failed))
vim.fn.jobstop(editor)
vim.cmd(failed == 0 and 'qall!' or 'cquit')
